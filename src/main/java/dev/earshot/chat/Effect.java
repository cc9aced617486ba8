package dev.earshot.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What a reply did, recorded with its message: the sentence that says so, and the state since.
 *
 * @param metadata as the message has it when it ends, however it ends
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
public record Effect(String text, ReplyMetadata metadata) {}
