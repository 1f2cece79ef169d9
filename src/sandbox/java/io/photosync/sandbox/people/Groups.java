package io.photosync.sandbox.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The tenant's groups, nested ones resolved: object id to the ids of their members. */
public final class Groups {
    /** Ten users with a mailbox and a photo, for a pilot. */
    public static final String PILOT = "6a0d4f6e-0001-4c8f-9f6d-2f1f6f6e7a10";

    private static final int PILOTS = 10;

    private final Map<String, Set<String>> members = new ConcurrentHashMap<>();

    public Groups(Directory directory, ExchangePhotos photos) {
        put(
                PILOT,
                directory.all().stream()
                        .filter(person ->
                                person.mailbox() && photos.find(person.id()).isPresent())
                        .limit(PILOTS)
                        .map(Person::id)
                        .toList());
    }

    /** Makes a group, or replaces the members of one. */
    public void put(String groupId, List<String> people) {
        members.put(groupId, new TreeSet<>(people));
    }

    public void remove(String groupId) {
        members.remove(groupId);
    }

    public Set<String> ids() {
        return new TreeSet<>(members.keySet());
    }

    /** In the order of their ids; empty where there is no such group. */
    public Optional<Set<String>> members(String groupId) {
        return Optional.ofNullable(members.get(groupId));
    }
}
