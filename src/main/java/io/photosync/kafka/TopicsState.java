package io.photosync.kafka;

import java.util.List;

/**
 * How the topics stand.
 *
 * @param wrong what somebody has to put right; for people
 * @param notes what somebody ought to know, and what could not be looked at
 */
public record TopicsState(List<String> wrong, List<String> notes) {

    public TopicsState {
        wrong = List.copyOf(wrong);
        notes = List.copyOf(notes);
    }
}
