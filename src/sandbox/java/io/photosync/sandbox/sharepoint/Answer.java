package io.photosync.sandbox.sharepoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a REST call brings, before it is known in which shape the client wants it. */
sealed interface Answer {

    /**
     * One object.
     *
     * @param type such as {@code SP.File}
     * @param id its address, absolute
     * @param properties in SharePoint's order; text, number, boolean, null, list of text or list of entities
     */
    record Entity(String type, String id, Map<String, Object> properties) implements Answer {
        public Entity {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }
    }

    /**
     * Several objects of one type.
     *
     * @param next address of the rest, absolute; empty when this is all
     */
    record Entities(String type, List<Entity> entities, String next) implements Answer {
        Entities(String type, List<Entity> entities) {
            this(type, entities, "");
        }
    }

    /**
     * A single value, or null for a function that gives nothing.
     *
     * @param function its name, which only the verbose shape repeats
     */
    record Value(String function, String value) implements Answer {}

    /** Success without a word, as after a deletion. */
    record Nothing() implements Answer {}

    /** The bytes of a file. */
    record Bytes(StoredFile file) implements Answer {}
}
