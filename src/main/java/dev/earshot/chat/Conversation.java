package dev.earshot.chat;

import dev.earshot.common.TextSanitizer;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/**
 * A planner's conversation with the agent. Hibernate only inserts and reads it: updating a loaded entity would write
 * back every column as it was when loaded. Statements that name their columns make all changes.
 */
@Entity
@Immutable
@Table(name = "conversation")
public class Conversation {
    private static final int TITLE_LENGTH = 60;

    @Id
    @Column(columnDefinition = "text")
    public String id;

    @Column(columnDefinition = "text")
    String owner;

    @Column(columnDefinition = "text")
    public String title;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    /** Hibernate's. */
    protected Conversation() {}

    Conversation(String id, String owner, Instant now) {
        this.id = id;
        this.owner = owner;
        this.title = "";
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** The title of a conversation that begins with this prompt. */
    public static String titleOf(String prompt) {
        String line = TextSanitizer.text(prompt, prompt.length());
        if (line.length() <= TITLE_LENGTH) {
            return line;
        }
        int end = line.lastIndexOf(' ', TITLE_LENGTH - 1);
        return line.substring(0, end > TITLE_LENGTH / 2 ? end : line.offsetByCodePoints(0, TITLE_LENGTH / 2)) + "…";
    }
}
