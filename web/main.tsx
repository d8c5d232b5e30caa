import "./app/base.css";
import "./app/print.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";

const page = document.getElementById("explorer");
if (!page) throw new Error('index.html has no element with the id "explorer".');
createRoot(page).render(<App />);
