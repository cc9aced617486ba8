package dev.earshot.signal;

/** The languages that briefs are read in. */
public enum Language {
    EN,
    TR;

    String matched(String words) {
        return this == TR ? "'" + words + "' ile eşleşti" : "matched '" + words + "'";
    }
}
