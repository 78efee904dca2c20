"""What a process keeps in memory because it may be asked for again: bounded by the bytes that it holds."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(slots=True)
class Store(Generic[K, V]):
    """The things asked for last, so many bytes of them as `weigh` tells. Threads share it.

    What does not fit alone is not kept.
    """

    most_bytes: int
    weigh: Callable[[K, V], int]
    size: int = 0
    _kept: OrderedDict[K, V] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, key: K) -> V | None:
        with self._lock:
            value = self._kept.get(key)
            if value is not None:
                self._kept.move_to_end(key)
            return value

    def keep(self, key: K, value: V) -> None:
        weight = self.weigh(key, value)
        with self._lock:
            self._drop(key)
            if weight > self.most_bytes:
                return
            self._kept[key] = value
            self.size += weight
            while self.size > self.most_bytes:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: K) -> None:
        value = self._kept.pop(key, None)
        if value is not None:
            self.size -= self.weigh(key, value)
