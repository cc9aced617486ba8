package dev.earshot.conversation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A prompt, or the agent's reply to one. */
@Entity
@Table(name = "message")
class Message {

    @Id
    @Column(columnDefinition = "text")
    String id;

    @Column(name = "conversation_id", columnDefinition = "text")
    String conversationId;

    @Column(name = "prompt_id", columnDefinition = "text")
    String promptId;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    Role role;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    Status status;

    @Column(columnDefinition = "text")
    String content;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "jsonb")
    Metadata metadata;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    Rating rating;

    @Column(columnDefinition = "text")
    String comment;

    @Column(columnDefinition = "text")
    String runner;

    @Column(name = "created_at")
    Instant createdAt;

    /** Hibernate's. */
    protected Message() {}

    static Message prompt(String id, String conversationId, String content, Instant now) {
        Message message = new Message();
        message.id = id;
        message.conversationId = conversationId;
        message.role = Role.USER;
        message.status = Status.COMPLETE;
        message.content = content;
        message.createdAt = now;
        return message;
    }

    /** The reply to a prompt, which a replica is about to make. */
    static Message reply(String id, Message prompt, String runner, Instant now) {
        Message message = new Message();
        message.id = id;
        message.conversationId = prompt.conversationId;
        message.promptId = prompt.id;
        message.role = Role.AGENT;
        message.status = Status.STREAMING;
        message.content = "";
        message.runner = runner;
        message.createdAt = now;
        return message;
    }
}
