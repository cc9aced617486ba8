/**
 * Reading files that configuration names: plain trees of YAML or JSON, and fields that are named by their whole path
 * when one is wrong.
 *
 * <p>Start with {@link dev.earshot.tool.backend.file.Section}. The bottom room: it knows no tool.
 */
package dev.earshot.tool.backend.file;
