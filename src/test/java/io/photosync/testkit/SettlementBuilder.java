package io.photosync.testkit;

import io.photosync.event.Settlement;
import io.photosync.event.WrittenFiles;
import java.time.Instant;
import java.util.Optional;

/** A settlement field by field: what is not said is absent, and it is the first attempt, which took no time. */
public final class SettlementBuilder {
    private Settlement.State state;
    private final String eventId;
    private Optional<String> mediaEtag = Optional.empty();
    private Optional<String> sha256 = Optional.empty();
    private Optional<String> fileBaseName = Optional.empty();
    private Optional<WrittenFiles> files = Optional.empty();
    private Optional<String> reason = Optional.empty();
    private String instance = "instance";
    private String attemptId = "attempt";
    private int attempt = 1;
    private Instant startedAt;
    private Instant at;
    private Optional<Settlement.Change> change = Optional.empty();
    private Optional<String> profile = Optional.empty();

    public SettlementBuilder(Settlement.State state, String eventId, Instant at) {
        this.state = state;
        this.eventId = eventId;
        this.startedAt = at;
        this.at = at;
    }

    /** Begins with the fields of another one. */
    public static SettlementBuilder from(Settlement other) {
        SettlementBuilder builder = new SettlementBuilder(other.state(), other.eventId(), other.at())
                .mediaEtag(other.mediaEtag())
                .sha256(other.sha256())
                .fileBaseName(other.fileBaseName())
                .files(other.files())
                .reason(other.reason())
                .by(other.instance(), other.attemptId())
                .attempt(other.attempt())
                .startedAt(other.startedAt());
        builder.change = other.change();
        builder.profile = other.profile();
        return builder;
    }

    public SettlementBuilder state(Settlement.State other) {
        state = other;
        return this;
    }

    public SettlementBuilder mediaEtag(String etag) {
        return mediaEtag(Optional.ofNullable(etag));
    }

    public SettlementBuilder mediaEtag(Optional<String> etag) {
        mediaEtag = etag;
        return this;
    }

    public SettlementBuilder sha256(String hex) {
        return sha256(Optional.ofNullable(hex));
    }

    public SettlementBuilder sha256(Optional<String> hex) {
        sha256 = hex;
        return this;
    }

    public SettlementBuilder fileBaseName(String name) {
        return fileBaseName(Optional.ofNullable(name));
    }

    public SettlementBuilder fileBaseName(Optional<String> name) {
        fileBaseName = name;
        return this;
    }

    public SettlementBuilder files(WrittenFiles written) {
        return files(Optional.ofNullable(written));
    }

    public SettlementBuilder files(Optional<WrittenFiles> written) {
        files = written;
        return this;
    }

    public SettlementBuilder reason(String why) {
        return reason(Optional.ofNullable(why));
    }

    public SettlementBuilder reason(Optional<String> why) {
        reason = why;
        return this;
    }

    public SettlementBuilder by(String process, String id) {
        instance = process;
        attemptId = id;
        return this;
    }

    public SettlementBuilder attempt(int number) {
        attempt = number;
        return this;
    }

    public SettlementBuilder startedAt(Instant when) {
        startedAt = when;
        return this;
    }

    public SettlementBuilder at(Instant when) {
        at = when;
        return this;
    }

    public SettlementBuilder change(Settlement.Change about) {
        change = Optional.of(about);
        return this;
    }

    public SettlementBuilder profile(String userPrincipalName) {
        profile = Optional.of(userPrincipalName);
        return this;
    }

    public Settlement build() {
        return new Settlement(
                state,
                eventId,
                mediaEtag,
                sha256,
                fileBaseName,
                files,
                reason,
                instance,
                attemptId,
                attempt,
                startedAt,
                at,
                change,
                profile);
    }
}
