/**
 * Webhooks: destinations at an address of one's own, by the specification Standard Webhooks.
 *
 * <p>Start with {@link dev.earshot.webhook.WebhookDestination}. How deliveries wait and are retried is not known here.
 */
package dev.earshot.webhook;
