/**
 * The audiences' HTTP resources.
 *
 * <p>Start with {@link dev.earshot.audience.api.AudienceResource}. They translate and delegate, no more.
 */
package dev.earshot.audience.api;
