package io.photosync.sandbox.graph;

import java.time.Duration;

/**
 * How Graph delivers; https://learn.microsoft.com/graph/change-notifications-delivery-webhooks.
 *
 * @param grouping how long changes are gathered for one request
 * @param firstTimeout within which the first attempt must be answered
 * @param retryTimeout within which a later attempt must be answered
 * @param firstPause before the first retry; doubled each time
 * @param giveUpAfter how long a notification is retried
 * @param window in which an endpoint's answers are judged, and for how long a verdict holds
 * @param slowDelay by which notifications to a slow endpoint are late
 * @param slowShare of answers later than the first timeout that makes an endpoint slow
 * @param dropShare of answers later than the retry timeout that makes Graph drop an endpoint's notifications
 * @param fewestAnswers before an endpoint is judged at all; Microsoft gives no number today
 */
public record DeliveryRules(
        Duration grouping,
        Duration firstTimeout,
        Duration retryTimeout,
        Duration firstPause,
        Duration giveUpAfter,
        Duration window,
        Duration slowDelay,
        double slowShare,
        double dropShare,
        int fewestAnswers) {

    /** As documented; grouping and the first pause are not, and are guesses. */
    public static final DeliveryRules MICROSOFT = new DeliveryRules(
            Duration.ofMillis(300),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofHours(4),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            0.10,
            0.15,
            20);

    /** The same with all times divided, for tests that cannot wait. */
    public DeliveryRules faster(int times) {
        return new DeliveryRules(
                grouping.dividedBy(times),
                firstTimeout.dividedBy(times),
                retryTimeout.dividedBy(times),
                firstPause.dividedBy(times),
                giveUpAfter.dividedBy(times),
                window.dividedBy(times),
                slowDelay.dividedBy(times),
                slowShare,
                dropShare,
                fewestAnswers);
    }

    /** Gathers changes for so long. */
    public DeliveryRules grouping(Duration duration) {
        return new DeliveryRules(
                duration,
                firstTimeout,
                retryTimeout,
                firstPause,
                giveUpAfter,
                window,
                slowDelay,
                slowShare,
                dropShare,
                fewestAnswers);
    }

    /** Comes again sooner after a failure, and waits no longer in all. */
    public DeliveryRules firstPause(Duration pause) {
        return new DeliveryRules(
                grouping,
                firstTimeout,
                retryTimeout,
                pause,
                giveUpAfter,
                window,
                slowDelay,
                slowShare,
                dropShare,
                fewestAnswers);
    }

    public DeliveryRules judgingAfter(int answers) {
        return new DeliveryRules(
                grouping,
                firstTimeout,
                retryTimeout,
                firstPause,
                giveUpAfter,
                window,
                slowDelay,
                slowShare,
                dropShare,
                answers);
    }
}
