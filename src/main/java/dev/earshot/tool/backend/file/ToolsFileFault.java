package dev.earshot.tool.backend.file;

/** What is wrong with the file of tools: the field's path, and what is expected of it. */
public final class ToolsFileFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ToolsFileFault(String field, String expectation) {
        super(field + " " + expectation, null, false, false);
    }
}
