package io.photosync.call;

import io.photosync.call.Failure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The way through the pages of one list, as a service's next links lead it. A link that comes again, or a list that has no end, would keep
 * its reader asking for ever; it is an answer that cannot be used. Not thread-safe.
 */
public final class PageTrail {
    /** The code of the failure. */
    public static final String ENDLESS = "endless-list";

    /** A directory of a million users comes in some thousand pages. */
    static final int LONGEST = 10_000;

    private final MicrosoftService service;
    private final String list;
    /** Links are long, and a list may have many. */
    private final Set<UUID> seen = new HashSet<>();

    /** @param list what is read, for people: {@code the members of group 4711} */
    public PageTrail(MicrosoftService service, String list) {
        this.service = service;
        this.list = list;
    }

    /**
     * To be called before each page that a link leads to.
     *
     * @return the link
     * @throws MicrosoftCallException of kind UNREADABLE when it was followed before, or {@value #LONGEST} were
     */
    public String follow(String link) throws MicrosoftCallException {
        if (seen.size() == LONGEST) {
            throw endless("does not end: more than %d pages".formatted(LONGEST));
        }
        if (!seen.add(UUID.nameUUIDFromBytes(link.getBytes(StandardCharsets.UTF_8)))) {
            throw endless("leads back to a page that was read: %d pages".formatted(seen.size()));
        }
        return link;
    }

    private MicrosoftCallException endless(String what) {
        return new MicrosoftCallException(new Failure(
                service, Kind.UNREADABLE, 0, ENDLESS, list + " " + what, Optional.empty(), Optional.empty()));
    }
}
