/**
 * What others rely on, as files under {@code src/test/resources/samples}: records on the topics, answers of the ops API, settings,
 * metrics, topics, groups. Types, packages and methods may have other names tomorrow; none of these may, unless a change is wanted.
 */
package io.photosync.contract;
