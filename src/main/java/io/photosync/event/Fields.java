package io.photosync.event;

/** Checks records: a field that all readers rely on is present, or the record is not read. */
final class Fields {
    private Fields() {}

    /** @throws IllegalArgumentException naming record and field */
    static void require(String record, String field, Object value) {
        if (value == null) {
            throw new IllegalArgumentException("%s: %s is missing".formatted(record, field));
        }
    }
}
