package io.photosync.ops.console;

import io.photosync.deadletter.LetterFilter;
import io.photosync.deadletter.PageCursor;
import io.photosync.ops.ApiException;
import io.photosync.ops.FilterRequest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The filter of the dead letters as it stands in addresses and forms; absent where nothing is chosen.
 *
 * @param code and {@code state} in upper case
 */
record LetterSearch(
        Optional<String> code,
        Optional<String> words,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> state) {

    /** As they stand in an address. */
    static final class Parameters {
        @QueryParam("code")
        String code;

        @QueryParam("q")
        String words;

        @QueryParam("from")
        String from;

        @QueryParam("to")
        String to;

        @QueryParam("state")
        String state;
    }

    /** As they stand in a form. */
    static final class Fields {
        @FormParam("code")
        String code;

        @FormParam("q")
        String words;

        @FormParam("from")
        String from;

        @FormParam("to")
        String to;

        @FormParam("state")
        String state;
    }

    /** @throws ApiException 400 that names the parameter: a filter that cannot be read selects nothing */
    static LetterSearch of(Parameters asked) {
        return of(asked.code, asked.words, asked.from, asked.to, asked.state);
    }

    /** {@link #of(Parameters)} likewise. */
    static LetterSearch of(Fields asked) {
        return of(asked.code, asked.words, asked.from, asked.to, asked.state);
    }

    private static LetterSearch of(String code, String words, String from, String to, String state) {
        LetterSearch search = new LetterSearch(
                Query.given(code).map(text -> text.toUpperCase(Locale.ROOT)),
                Query.given(words),
                Query.given(from).map(text -> Moments.from("from", text)),
                Query.given(to).map(text -> Moments.until("to", text)),
                Query.given(state).map(text -> text.toUpperCase(Locale.ROOT)));
        search.filter();
        return search;
    }

    public FilterRequest request() {
        return new FilterRequest(
                code, Optional.empty(), from.map(Instant::toString), to.map(Instant::toString), words, state);
    }

    LetterFilter filter() {
        return request().read("");
    }

    LetterSearch withoutCode() {
        return new LetterSearch(Optional.empty(), words, from, to, state);
    }

    public Query query() {
        return Query.EMPTY
                .with("code", code.orElse(null))
                .with("q", words.orElse(null))
                .with("from", from.map(Instant::toString).orElse(null))
                .with("to", to.map(Instant::toString).orElse(null))
                .with("state", state.orElse(null));
    }

    /** Whether anything is chosen. */
    public boolean narrowed() {
        return !query().values().isEmpty();
    }

    static Optional<PageCursor> cursor(String after) {
        return Query.given(after).map(text -> {
            try {
                return PageCursor.parse(text);
            } catch (IllegalArgumentException e) {
                throw ApiException.badField("after", "must be the next of a page, got " + text);
            }
        });
    }
}
