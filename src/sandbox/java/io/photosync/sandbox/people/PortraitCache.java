package io.photosync.sandbox.people;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps drawn portraits for as long as there is memory to spare: the same portrait always gives the same bytes. */
final class PortraitCache {
    private final Map<Key, SoftReference<byte[]>> drawn = new ConcurrentHashMap<>();

    private record Key(Portrait portrait, int side) {}

    byte[] jpeg(Portrait portrait, int side) {
        Key key = new Key(portrait, side);
        SoftReference<byte[]> known = drawn.get(key);
        byte[] bytes = known == null ? null : known.get();
        if (bytes == null) {
            bytes = Pictures.jpeg(portrait.draw(side));
            drawn.put(key, new SoftReference<>(bytes));
        }
        return bytes;
    }
}
