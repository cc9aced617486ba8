/**
 * What operators do with deliveries: list, retry, replay, pause, resume.
 *
 * <p>Start with {@link dev.earshot.outbox.admin.DeliveryResource}. Sending is left to {@code dispatch}.
 */
package dev.earshot.outbox.admin;
