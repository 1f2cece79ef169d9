package io.photosync.sandbox.people;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The order of changes to the directory, for delta queries. */
public final class Journal {
    private final List<String> ids = new ArrayList<>();

    synchronized void record(String id) {
        ids.add(id);
    }

    /** How many changes there were so far. */
    public synchronized int position() {
        return ids.size();
    }

    /** Whose entries changed since then, each once. */
    public synchronized Set<String> since(int position) {
        return new LinkedHashSet<>(ids.subList(Math.clamp(position, 0, ids.size()), ids.size()));
    }
}
