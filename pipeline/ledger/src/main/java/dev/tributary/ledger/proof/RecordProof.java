package dev.tributary.ledger.proof;

/**
 * That a record is under the root of its commit. Who has it, the record's value and the commit's
 * record can check it without Kafka.
 *
 * @param receipt the record's topic, partition and offset
 * @param lane the key of its lane, under which the commit's record has the root
 * @param commit the commit's sequence
 * @param digest the SHA-256 of the record's value, in base64
 * @param leaf the number of the record among those of the lane in the commit, from 0 on
 * @param leaves how many there are
 * @param path the hashes beside the way from the record to the root, 32 bytes each, in base64
 */
public record RecordProof(
    String receipt, String lane, long commit, String digest, int leaf, int leaves, String path) {}
