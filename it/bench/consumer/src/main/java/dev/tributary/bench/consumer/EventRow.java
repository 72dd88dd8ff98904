package dev.tributary.bench.consumer;

import dev.tributary.bench.events.ParsedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event and its record: one row. */
record EventRow(ParsedEvent event, ConsumerRecord<byte[], byte[]> record) {}
