// Reloads the page when the edition changed, and shows what is wrong with it while it cannot be built.
// Added by `hashiya serve` alone; no built site has it.
(() => {
  const own = document.currentScript;
  let source = null;
  let box = null;

  // Styles are set from here: the page's policy allows no style in the markup.
  const style = (element, rules) => Object.assign(element.style, rules);

  const show = (messages) => {
    if (box) box.remove();
    box = null;
    if (!messages) return;
    box = document.createElement("div");
    box.setAttribute("role", "status");
    box.id = "hashiya-messages";
    style(box, {
      position: "fixed", insetInline: "0", bottom: "0", zIndex: "2147483647", maxHeight: "50vh",
      overflow: "auto", padding: "0.75rem 1rem", background: "#5c1015", color: "#fff",
      font: "14px/1.5 ui-monospace, monospace", borderTop: "3px solid #ff8f94",
    });
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "×";
    close.setAttribute("aria-label", "Close");
    style(close, {
      float: "right", font: "inherit", fontSize: "20px", lineHeight: "1", color: "inherit",
      background: "none", border: "0", padding: "0.25rem 0.5rem", cursor: "pointer",
    });
    close.addEventListener("click", () => show(""));
    const text = document.createElement("pre");
    text.textContent = messages;
    style(text, { margin: "0", whiteSpace: "pre-wrap", background: "none", color: "inherit", font: "inherit" });
    box.append(close, text);
    document.body.append(box);
  };

  // A hidden page lets go: browsers keep only six connections to a host.
  const listen = () => {
    if (source) source.close();
    source = null;
    if (document.hidden) return;
    source = new EventSource("/.hashiya/events");
    source.onmessage = (event) => {
      const news = JSON.parse(event.data);
      if (news.site !== own.dataset.site) location.reload();
      else show(news.messages);
    };
  };
  document.addEventListener("visibilitychange", listen);
  addEventListener("pageshow", listen);
  addEventListener("pagehide", () => source && source.close());
})();
