// Asking the server. Every answer is {status, body, wait}: status 0 when nobody answered, wait in seconds when it is busy.

import { say } from "./words.js";

const ROOT = "/api/v1";
const BUSY = 503;

export const DOCUMENTS = `${ROOT}/documents`;
export const COMPARISONS = `${ROOT}/comparisons`;

let heard = () => {};

/** `listener(status)` is told of every answer, so that one place can say that the server is gone or the token old. */
export function listen(listener) {
  heard = listener;
}

export async function ask(method, path, body = null) {
  const headers = { Accept: "application/json" };
  if (body !== null && !(body instanceof FormData)) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, { method, headers, body, cache: "no-store", credentials: "same-origin" });
  } catch (error) {
    // A file that cannot be read ends here too, while the server is well; the next poll tells which of them it was.
    return { status: 0, body: null, wait: 0 };
  }
  heard(response.status);
  const wait = response.status === BUSY ? Number(response.headers.get("Retry-After")) || 2 : 0;
  return { status: response.status, body: await read(response), wait };
}

async function read(response) {
  try {
    return response.status === 204 ? null : await response.json();
  } catch (error) {
    return null;
  }
}

/** Whether it was done. */
export function worked(answer) {
  return answer.status >= 200 && answer.status < 300;
}

/** The one line that says what is wrong. */
export function complaint(answer) {
  return (answer.body && answer.body.error) || say(answer.status === 0 ? "notAnswered" : "failed");
}

/** Ids and forms have nothing in them that an address would have to be spared. */
export function formPath(kind, id, form) {
  return `${kind}/${id}/${form}`;
}

/** Fetches a download as a whole before it is saved: what goes wrong can be said on the page. */
export async function save(path, name) {
  let response;
  try {
    response = await fetch(path, { headers: { Accept: "*/*" }, cache: "no-store", credentials: "same-origin" });
    if (!response.ok) {
      heard(response.status);
      return complaint({ status: response.status, body: await read(response) });
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return null;
  } catch (error) {
    return say("notAnswered");
  }
}
