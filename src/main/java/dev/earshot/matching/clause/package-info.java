/**
 * How a text is put together: its lines and sentences and which of them are about people to reach ({@link
 * dev.earshot.matching.clause.StatementReader}), what an exclusion covers, how far a time reaches, what is either-or.
 * No
 * signals here: only words and their order.
 */
package dev.earshot.matching.clause;
