/**
 * Every form in which the system takes events, each with what must become of them: made from the
 * place of an event alone, so that the same expectation can be made again when its row is read.
 * They use what makes events and the contract's rules; the run sends them.
 */
package dev.tributary.it.contents.form;
