package dev.earshot.tool.backend;

/** What is wrong with the file of tools: the field's path, and what is expected of it. */
final class ToolsFileFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ToolsFileFault(String field, String expectation) {
        super(field + " " + expectation, null, false, false);
    }
}
