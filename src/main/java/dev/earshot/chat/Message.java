package dev.earshot.chat;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A prompt, or the agent's reply to one. Read through Hibernate and written by statements that name their columns. */
@Entity
@Immutable
@Table(name = "message")
public class Message {

    @Id
    @Column(columnDefinition = "text")
    public String id;

    @Column(name = "conversation_id", columnDefinition = "text")
    public String conversationId;

    @Column(name = "prompt_id", columnDefinition = "text")
    String promptId;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    public MessageRole role;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    public MessageStatus status;

    @Column(columnDefinition = "text")
    public String content;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(columnDefinition = "jsonb")
    public ReplyMetadata metadata;

    @Enumerated(EnumType.STRING)
    @Column(columnDefinition = "text")
    public Rating rating;

    @Column(columnDefinition = "text")
    String comment;

    @Column(columnDefinition = "text")
    String runner;

    @Column(name = "created_at")
    public Instant createdAt;

    /** Hibernate's. */
    protected Message() {}
}
