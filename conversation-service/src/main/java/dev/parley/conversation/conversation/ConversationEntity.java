package dev.parley.conversation.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.http.Metadata;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "conversation")
class ConversationEntity {

    @Id UUID id;

    @Column(updatable = false)
    String tenant;

    @Column(name = "user_id", updatable = false)
    String user;

    String agent;

    @Nullable String title;

    String metadata;

    String status;

    @Column(name = "message_count", updatable = false)
    long messageCount;

    @Column(name = "last_seq", updatable = false)
    long lastSeq;

    @Column(name = "open_turns", updatable = false)
    int openTurns;

    @Column(name = "active_branch")
    int activeBranch;

    @Column(name = "branch_count", updatable = false)
    int branchCount;

    @Column(updatable = false)
    String source;

    int version;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected ConversationEntity() {}

    ConversationEntity(
            UUID id,
            String tenant,
            String user,
            NewConversation wanted,
            String metadata,
            String source,
            Instant now) {
        this.id = id;
        this.tenant = tenant;
        this.user = user;
        this.agent = wanted.agent();
        this.title = wanted.title();
        this.metadata = metadata;
        this.status = ConversationStatus.ACTIVE.wireName();
        this.branchCount = 1;
        this.source = source;
        this.version = 1;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** Takes over what the change names, as a new version. */
    void apply(ConversationChange wanted, ObjectMapper mapper) {
        if (wanted.title() != null) {
            title = wanted.title().isBlank() ? null : wanted.title();
        }
        agent = Objects.requireNonNullElse(wanted.agent(), agent);
        activeBranch = Objects.requireNonNullElse(wanted.activeBranch(), activeBranch);
        if (wanted.status() != null) {
            status = wanted.status().wireName();
        }
        if (wanted.metadata() != null) {
            metadata = Metadata.write(mapper, wanted.metadata());
        }
        version++;
        updatedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
