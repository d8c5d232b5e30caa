/** The libraries check less of what they are handed, and say less to clients, unless the environment says otherwise. */
process.env.NODE_ENV ??= "production";
