package io.photosync.graph;

import java.util.List;

/** Users of whom it is known that they have a photo, for the probe. Stands here because this room knows no users; another one does. */
@FunctionalInterface
public interface PhotoOwners {

    /** @return at most so many ids, other ones each time; none while nobody is known */
    List<String> draw(int atMost);
}
