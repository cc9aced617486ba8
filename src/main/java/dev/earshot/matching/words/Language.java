package dev.earshot.matching.words;

/** The languages that briefs are read in. */
public enum Language {
    EN,
    TR;

    /** What the names of this language's files end with. */
    public String suffix() {
        return this == TR ? "tr" : "en";
    }

    public String matched(String words) {
        return this == TR ? "'" + words + "' ile eşleşti" : "matched '" + words + "'";
    }
}
