package io.photosync.kafka.topics;

import java.util.List;

/**
 * The result of checking the topics.
 *
 * @param wrong what an operator has to fix; for messages
 * @param notes what an operator should know, and what could not be checked
 */
public record TopicsState(List<String> wrong, List<String> notes) {

    public TopicsState {
        wrong = List.copyOf(wrong);
        notes = List.copyOf(notes);
    }
}
