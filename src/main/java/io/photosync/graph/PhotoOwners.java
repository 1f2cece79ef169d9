package io.photosync.graph;

import java.util.List;

/**
 * Supplies users known to have a photo, for the probe. An interface because this room does not know users; another one
 * does.
 */
@FunctionalInterface
public interface PhotoOwners {

    /** @return at most that many ids, different ones each time; none while no user is known */
    List<String> draw(int atMost);
}
