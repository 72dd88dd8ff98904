package dev.tributary.bench.consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event and its record: one row. */
record EventRow(ParsedEvent event, ConsumerRecord<byte[], byte[]> record) {}
