package io.photosync.event;

/**
 * An event that was given up. Its Kafka record repeats the event's bytes unchanged; only for a value too long to be an
 * event just the beginning is kept, with the true length. All else is in one set of headers.
 *
 * @param value the event as found on its topic, readable or not
 * @param length of the whole value in bytes
 * @param attempts how often it was tried
 */
public record DeadLetter(byte[] value, long length, FailureNote note, int attempts, RecordPosition origin) {
    /** Of an event, which is never too long. */
    public DeadLetter(byte[] value, FailureNote note, int attempts, RecordPosition origin) {
        this(value, value.length, note, attempts, origin);
    }

    /** The same without the event's bytes: written when Kafka refuses the letter for its length. */
    public DeadLetter withoutValue() {
        return new DeadLetter(new byte[0], length, note, attempts, origin);
    }

    /** @throws UnreadableRecord when the record given up was no photo event */
    public PhotoEvent event() throws UnreadableRecord {
        return EventJson.read(value, PhotoEvent.class);
    }
}
