// The search of the documentation runs in a worker, and browsers start none for a page opened from a folder (file://).
// There the script of the worker runs in a hidden frame instead: messages go in as events and come out by a function
// that the frame is given. The theme's script asks for the name IFrameWorker to know where its other files lie, and its
// plugin for offline use for this file's name: without it pages would ask a server for a script that does the same.
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  const EMPTY = "<!doctype html><title>search</title>";

  function addScript(room, address) {
    return new Promise((loaded, failed) => {
      const script = room.document.createElement("script");
      script.addEventListener("load", loaded);
      script.addEventListener("error", failed);
      script.src = address;
      room.document.body.append(script);
    });
  }

  async function addScripts(room, addresses) {
    // One after the other: each may need the one before it.
    for (const address of addresses) await addScript(room, address);
  }

  class FrameWorker extends EventTarget {
    constructor(address) {
      super();
      this.onmessage = null;
      this.frame = Object.assign(document.createElement("iframe"), { hidden: true, srcdoc: EMPTY, title: "search" });
      this.begun = new Promise((loaded) => this.frame.addEventListener("load", loaded, { once: true })).then(() => {
        const room = this.frame.contentWindow;
        room.postMessage = (said) => this.hear(said);
        room.importScripts = (...addresses) => addScripts(room, addresses);
        return addScript(room, new URL(address, document.baseURI).href).then(() => room);
      });
      document.body.append(this.frame);
    }

    hear(said) {
      const told = new MessageEvent("message", { data: structuredClone(said) });
      // Later, as a worker would: whoever asked is not done yet.
      setTimeout(() => {
        this.dispatchEvent(told);
        if (this.onmessage) this.onmessage(told);
      });
    }

    postMessage(said) {
      const kept = structuredClone(said);
      this.begun.then((room) => room.dispatchEvent(new room.MessageEvent("message", { data: kept })));
    }

    terminate() {
      this.frame.remove();
    }
  }

  window.IFrameWorker = window.Worker = FrameWorker;
})();
