package dev.earshot.tool.backend;

/** Whatever is made of the tools file, and must be made anew when it changes. */
public interface OwnToolsUser {

    /**
     * Makes what the new reading needs, and changes nothing yet.
     *
     * @return puts it into use; must not fail
     * @throws dev.earshot.tool.backend.file.ToolsFileFault if the new reading can't be used; the old one stays
     */
    Runnable prepare(OwnToolSet next);
}
