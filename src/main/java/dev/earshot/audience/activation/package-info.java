/**
 * Handing an audience to Netmera as a tag, step by step, and back.
 *
 * <p>Start with {@link dev.earshot.audience.activation.Activations}. Tags leave through the outbox.
 */
package dev.earshot.audience.activation;
