// The editor as this server means it: our endpoint, prefixes and vocabulary in the place of the defaults, which would call other machines.
(function () {
  "use strict";
  const root = document.getElementById("editor");
  const settings = JSON.parse(root.dataset.settings);
  const endpoint = new URL(settings.endpoint, document.location).href;
  const lines = Object.entries(settings.prefixes).map(([name, iri]) => `${name}: <${iri}>`);

  function completer(name, terms, extra) {
    Yasgui.Yasqe.forkAutocompleter(name, { name: "our-" + name, persistenceId: null, bulk: true, get: () => terms, ...extra }, false);
  }
  completer("prefixes", lines.sort(), {});
  completer("property", settings.properties, {});
  completer("class", settings.classes, {});

  const used = ["kg", "schema", "prov", "skos"].map((name) => `PREFIX ${name}: <${settings.prefixes[name]}>`).join("\n");
  const yasqe = Yasgui.Yasqe.defaults;
  yasqe.autocompleters = ["our-prefixes", "variables", "our-property", "our-class"];
  yasqe.prefixCcApi = null;
  yasqe.value = `${used}\n\nSELECT ?metric (COUNT(*) AS ?claims) WHERE {\n  ?claim a schema:Claim ; kg:observes/kg:metric/skos:prefLabel ?metric .\n  FILTER(LANG(?metric) = "${settings.lang}")\n}\nGROUP BY ?metric\nORDER BY DESC(?claims)\nLIMIT 20\n`;
  Object.assign(yasqe.requestConfig, { endpoint: endpoint, method: "POST" });
  Yasgui.Yasr.defaults.prefixes = settings.prefixes;
  for (const plugin of Object.values(Yasgui.Yasr.plugins)) {
    Object.defineProperty(plugin.prototype, "helpReference", { get: () => undefined, set: () => undefined });
  }

  const yasgui = new Yasgui(root, {
    requestConfig: { endpoint: endpoint, method: "POST" },
    endpointCatalogueOptions: { getData: () => [{ endpoint: endpoint }] },
    copyEndpointOnNewTab: true,
    persistenceId: "whoclaims",
    populateFromUrl: (config) => ({ ...config, requestConfig: { ...config.requestConfig, endpoint: endpoint } }),
    yasqe: { createShareableLink: (editor) => `${endpoint}?query=${encodeURIComponent(editor.getValue())}` },
  });

  for (const link of document.querySelectorAll("[data-example]")) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      const text = await (await fetch(link.href)).text();
      yasgui.addTab(true, { name: link.dataset.example, yasqe: { value: text }, requestConfig: { endpoint: endpoint } });
    });
  }
})();
