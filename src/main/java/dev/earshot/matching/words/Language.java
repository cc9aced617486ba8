package dev.earshot.matching.words;

/** The languages that briefs are read in. */
public enum Language {
    EN,
    TR;

    public String matched(String words) {
        return this == TR ? "'" + words + "' ile eşleşti" : "matched '" + words + "'";
    }
}
