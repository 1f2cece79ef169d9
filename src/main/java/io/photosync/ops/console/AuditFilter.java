package io.photosync.ops.console;

import io.photosync.ops.FilterRequest;
import io.photosync.ops.audit.AuditEntry;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which entries of the audit trail are shown.
 *
 * @param words part of the operator's name, the target or the reason, in any case
 */
record AuditFilter(
        Optional<AuditEntry.Action> action, Optional<String> words, Optional<Instant> from, Optional<Instant> to) {

    /** As they stand in the address. */
    static final class Parameters {
        @QueryParam("did")
        String did;

        @QueryParam("q")
        String words;

        @QueryParam("from")
        String from;

        @QueryParam("to")
        String to;
    }

    /** @throws io.photosync.ops.ApiException 400 that names the parameter */
    static AuditFilter of(Parameters asked) {
        return new AuditFilter(
                Query.given(asked.did).map(text -> FilterRequest.oneOf(AuditEntry.Action.values(), "did", text)),
                Query.given(asked.words).map(text -> text.toLowerCase(Locale.ROOT)),
                Query.given(asked.from).map(text -> Moments.from("from", text)),
                Query.given(asked.to).map(text -> Moments.until("to", text)));
    }

    boolean matches(AuditEntry entry) {
        return action.filter(wanted -> wanted != entry.action()).isEmpty()
                && from.filter(entry.at()::isBefore).isEmpty()
                && to.filter(time -> !entry.at().isBefore(time)).isEmpty()
                && words.filter(text -> Stream.of(
                                        entry.actor(),
                                        entry.what(),
                                        entry.reason().orElse(""))
                                .noneMatch(
                                        value -> value.toLowerCase(Locale.ROOT).contains(text)))
                        .isEmpty();
    }

    public Query query() {
        return Query.EMPTY
                .with("did", action.map(AuditEntry.Action::name).orElse(null))
                .with("q", words.orElse(null))
                .with("from", from.map(Instant::toString).orElse(null))
                .with("to", to.map(Instant::toString).orElse(null));
    }
}
