/**
 * Who somebody is and what that allows: accounts with roles, sessions of browsers, keys of programs, invites, the
 * first account.
 *
 * <p>Doors: {@link dev.millrace.account.Caller}, who asks, found by {@link dev.millrace.account.Callers};
 * {@link dev.millrace.account.Needs}, what a resource asks of its callers; {@link dev.millrace.account.Accounts};
 * {@link dev.millrace.account.Once}, which makes one thing of requests that are repeated. It knows nothing of videos.
 */
package dev.millrace.account;
