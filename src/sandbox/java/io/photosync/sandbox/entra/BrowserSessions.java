package io.photosync.sandbox.entra;

import io.photosync.sandbox.http.Request;
import io.photosync.sandbox.people.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Who is signed in to Entra itself, by browser: apps that ask later need no question any more. */
final class BrowserSessions {
    private static final String NAME = "ESTSAUTH";
    /** For Entra's own addresses only: cookies know no ports, and the service may be on the same host. */
    private static final String ATTRIBUTES = "; Path=/" + Tenant.ID + "; Secure; HttpOnly; SameSite=None";

    static final String NO_COOKIE = NAME + "=" + ATTRIBUTES + "; Max-Age=0";

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    /**
     * One browser's.
     *
     * @param id in the cookie
     * @param state what pages are told of it
     */
    record Session(String id, String state, Account account) {
        String cookie() {
            return NAME + "=" + id + ATTRIBUTES;
        }
    }

    Session begin(Account account) {
        Session session =
                new Session(UUID.randomUUID().toString(), UUID.randomUUID().toString(), account);
        sessions.put(session.id(), session);
        return session;
    }

    Optional<Session> of(Request request) {
        return id(request).map(sessions::get);
    }

    void end(Request request) {
        id(request).ifPresent(sessions::remove);
    }

    private static Optional<String> id(Request request) {
        return request.headers().getOrDefault("cookie", List.of()).stream()
                .flatMap(header -> Stream.of(header.split(";")))
                .map(String::strip)
                .filter(cookie -> cookie.startsWith(NAME + "="))
                .map(cookie -> cookie.substring(NAME.length() + 1))
                .findFirst();
    }
}
