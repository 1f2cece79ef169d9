/**
 * The client of Microsoft Graph: photos, users, groups, subscriptions; and Graph's probe.
 *
 * <p>In: ids. Out: our own records, or {@link io.photosync.call.MicrosoftCallException}; no type of the SDK leaves. An
 * interceptor turns every unsuccessful answer into our failure before the SDK parses it: its error models throw while
 * being logged, lose the status of an HTML page and take 304 for null. Its retry, which sleeps, is removed; {@link
 * io.photosync.call.MicrosoftCalls} repeats, with a new model object each time, because a model serialises only what
 * changed since it was last sent. An error is never "no photo": only the answers named in {@link
 * io.photosync.graph.PhotoRefusals} are.
 *
 * <p>Decided: no answer distinguishes a throttled mailbox from a Graph that throttles the app, but the answers about
 * other users do; see {@link io.photosync.graph.MailboxThrottles}.
 */
package io.photosync.graph;
