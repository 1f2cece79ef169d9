package io.photosync.call;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * The pages of one list, as the service's next links lead through them. A repeated link or a list without an end would
 * keep its reader busy for ever, so it counts as an unusable answer. Not thread-safe.
 */
public final class PageTrail {
    /** The failure's code. */
    public static final String ENDLESS = "endless-list";

    /** A directory of a million users has about a thousand pages. */
    static final int LONGEST = 10_000;

    private final MicrosoftService service;
    private final String list;
    private final int mostLinks;
    /** Hashes: links are long, and a list may have many. */
    private final Set<UUID> seen = new HashSet<>();

    /** @param list what is read, for messages: {@code the members of group 4711} */
    public PageTrail(MicrosoftService service, String list) {
        this(service, list, LONGEST);
    }

    /** @param mostLinks how many links a list of that kind may have */
    public PageTrail(MicrosoftService service, String list, int mostLinks) {
        this.service = service;
        this.list = list;
        this.mostLinks = mostLinks;
    }

    /**
     * Must be called before each page that a link leads to.
     *
     * @return the link
     * @throws MicrosoftCallException of kind UNREADABLE when the link was followed before, or too many links were
     */
    public String follow(String link) throws MicrosoftCallException {
        if (seen.size() == mostLinks) {
            throw endless("does not end: more than %d pages".formatted(mostLinks));
        }
        if (!seen.add(UUID.nameUUIDFromBytes(link.getBytes(StandardCharsets.UTF_8)))) {
            throw endless("leads back to a page that was read: %d pages".formatted(seen.size()));
        }
        return link;
    }

    private MicrosoftCallException endless(String what) {
        return new MicrosoftCallException(Failure.unreadable(service, ENDLESS, list + " " + what));
    }
}
