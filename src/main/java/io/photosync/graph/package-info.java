/**
 * The client of Microsoft Graph: photos, users, groups, subscriptions; and Graph's probe.
 *
 * <p>In: ids. Out: our own records, or {@link io.photosync.call.MicrosoftCallException}; no type of the SDK leaves. An interceptor turns
 * every answer that is no success into our failure before the SDK parses it: its error models throw while being logged, lose the
 * status of an HTML page and take 304 for null. Its sleeping retry is taken out; we repeat, with a new model object each time,
 * because a model serialises only what changed since it was last sent. An error is never "no photo": only the answers named in
 * {@link io.photosync.graph.PhotoRefusals} are.
 *
 * <p>Decided: no answer tells a mailbox that is throttled by itself from a Graph that throttles us, so whoever else is answered does; see
 * {@link io.photosync.graph.MailboxThrottles}.
 */
package io.photosync.graph;
