package dev.earshot.tool.card;

import java.util.Locale;

/** A page that an AI platform shows for a tool's answer, in a frame of its own (MCP Apps). */
public enum Card {
    RESULTS("Search results", "A list of items with pictures and prices, to save or look at."),
    ITEM("An item", "One item with its picture, price and description, and similar ones."),
    CONFIRMATION("A confirmation", "What was bought, booked or signed up for, and its price.");

    private final String title;
    private final String description;

    Card(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** The last part of its address. */
    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String uri() {
        return "ui://earshot/" + path();
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }
}
