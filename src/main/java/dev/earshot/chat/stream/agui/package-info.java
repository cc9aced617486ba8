/**
 * The chat for front ends that speak AG-UI.
 *
 * <p>Start with {@link dev.earshot.chat.stream.agui.AgUiResource}. Nothing here knows how replies are made.
 */
package dev.earshot.chat.stream.agui;
