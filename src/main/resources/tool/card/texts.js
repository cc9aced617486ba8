// All texts of the cards. A text with a count has one form for each of the language's plural categories.
const TEXTS = {
  en: {
    loading: "Loading…",
    searching: (query) => `Searching for “${query}”…`,
    cancelled: "The request was cancelled.",
    results: "Search results",
    found: { one: (count) => `${count} item`, other: (count) => `${count} items` },
    about: (found) => `about ${found}`,
    shown: (shown, found) => `${shown} of ${found}`,
    nothing: "No items were found. Try other words.",
    save: "Save",
    saveNamed: (name) => `Save ${name}`,
    saving: "Saving…",
    saved: "Saved",
    savedNamed: (name) => `${name} is saved.`,
    details: "Details",
    detailsNamed: (name) => `Details of ${name}`,
    open: "Open in the shop",
    openNamed: (name) => `Open ${name} in the shop`,
    back: "Back",
    similar: "Similar items",
    confirmed: "Confirmed",
    amount: "Amount",
    failed: "This did not work. Please try again.",
  },
  tr: {
    loading: "Yükleniyor…",
    searching: (query) => `“${query}” aranıyor…`,
    cancelled: "İstek iptal edildi.",
    results: "Arama sonuçları",
    found: { one: (count) => `${count} ürün`, other: (count) => `${count} ürün` },
    about: (found) => `yaklaşık ${found}`,
    shown: (shown, found) => `${found} içinden ${shown} tanesi`,
    nothing: "Ürün bulunamadı. Başka kelimelerle deneyin.",
    save: "Kaydet",
    saveNamed: (name) => `Kaydet: ${name}`,
    saving: "Kaydediliyor…",
    saved: "Kaydedildi",
    savedNamed: (name) => `Kaydedildi: ${name}`,
    details: "Ayrıntılar",
    detailsNamed: (name) => `Ayrıntılar: ${name}`,
    open: "Mağazada aç",
    openNamed: (name) => `Mağazada aç: ${name}`,
    back: "Geri",
    similar: "Benzer ürünler",
    confirmed: "Onaylandı",
    amount: "Tutar",
    failed: "İşlem tamamlanamadı. Lütfen tekrar deneyin.",
  },
};

/** The host's locale if it is one, else that of the answer, else the browser's. */
function localeOf(...candidates) {
  for (const candidate of [...candidates, navigator.language]) {
    try {
      const [locale] = Intl.getCanonicalLocales(candidate || []);
      if (locale) return locale;
    } catch {
      // Not a locale.
    }
  }
  return "en";
}

function textsOf(locale) {
  return TEXTS[new Intl.Locale(locale).language] ?? TEXTS.en;
}
