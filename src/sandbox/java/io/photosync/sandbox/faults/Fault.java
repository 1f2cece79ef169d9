package io.photosync.sandbox.faults;

import io.photosync.sandbox.http.Response;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A rule for a fault.
 *
 * @param which the requests that it applies to
 * @param said the answer in their place
 * @param times number of hits after which it ends; empty for no end
 * @param percent share of matching requests that it hits, at random; empty for all of them
 */
public record Fault(Which which, Said said, Optional<Integer> times, Optional<Integer> percent) {

    /**
     * The requests that a fault applies to.
     *
     * @param match searched for in {@code GET /path} and {@code GET /path?query}, both decoded
     * @param bodyMatch searched for in the request's body, for calls that differ in nothing else, such as CSOM's
     * @param user id or user principal name of the one user it applies to
     */
    public record Which(Service service, Pattern match, Optional<Pattern> bodyMatch, Optional<String> user) {

        /** Patterns have no equality of their own. */
        boolean isSameAs(Which other) {
            return service == other.service
                    && match.pattern().equals(other.match.pattern())
                    && bodyMatch.map(Pattern::pattern).equals(other.bodyMatch.map(Pattern::pattern))
                    && user.equals(other.user);
        }
    }

    /**
     * What is answered.
     *
     * @param status 0 drops the connection
     * @param headers over those that the service itself would send, such as Retry-After or Location
     * @param content empty for what the service itself says with this status; nothing at all with a redirect
     * @param carriedOut whether the request is carried out before its answer is replaced: an answer that is lost
     */
    public record Said(int status, Map<String, String> headers, Optional<Content> content, boolean carriedOut) {
        public Said {
            headers = Map.copyOf(headers);
        }
    }

    public record Content(String type, String text) {}

    /** A fault for all users, until it is removed. */
    public static Fault always(Service service, String match, int status) {
        return new Fault(
                new Which(service, Pattern.compile(match), Optional.empty(), Optional.empty()),
                new Said(status, Map.of(), Optional.empty(), false),
                Optional.empty(),
                Optional.empty());
    }

    public Fault times(int hits) {
        return new Fault(which, said, Optional.of(hits), percent);
    }

    public Fault percent(int share) {
        return new Fault(which, said, times, Optional.of(share));
    }

    public Fault user(String idOrName) {
        return about(new Which(which.service, which.match, which.bodyMatch, Optional.of(idOrName)));
    }

    public Fault bodyMatch(String regex) {
        return about(new Which(which.service, which.match, Optional.of(Pattern.compile(regex)), which.user));
    }

    public Fault retryAfter(int seconds) {
        return header("Retry-After", Integer.toString(seconds));
    }

    public Fault header(String name, String value) {
        Response with = new Response(said.status, said.headers, new byte[0]).with(name, value);
        return saying(new Said(said.status, with.headers(), said.content, said.carriedOut));
    }

    public Fault content(String type, String text) {
        return saying(new Said(said.status, said.headers, Optional.of(new Content(type, text)), said.carriedOut));
    }

    /** The request is carried out; only its answer is replaced. */
    public Fault afterwards() {
        return saying(new Said(said.status, said.headers, said.content, true));
    }

    public Service service() {
        return which.service;
    }

    public Pattern match() {
        return which.match;
    }

    public int status() {
        return said.status;
    }

    public Optional<String> user() {
        return which.user;
    }

    private Fault about(Which requests) {
        return new Fault(requests, said, times, percent);
    }

    private Fault saying(Said other) {
        return new Fault(which, other, times, percent);
    }
}
