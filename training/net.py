"""The whole net: the encoder and its heads, and how it is kept on disk."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import nn

from training.batches import Inputs
from training.heads.arguments import Arguments
from training.heads.attribution import Attribution, Records
from training.heads.base import Layers
from training.heads.embedding import Embedding
from training.heads.entities import Entities
from training.heads.events import Events
from training.heads.renamed import Renamed
from training.heads.roles import Factuality, Roles
from training.model import Encoder, Shape


class Net(nn.Module):
    """One encoder, all heads; every head has its own rows and its own loss.

    A lesson has other rows for the weights of a head, and none of its own.
    """

    def __init__(self, encoder: Encoder, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = encoder
        width = shape.width
        self.heads = nn.ModuleDict(
            {
                "attribution": Attribution(width),
                "records": Records(width),
                "entities": Entities(width),
                "roles": Roles(width),
                "arguments": Arguments(width),
                "factuality": Factuality(width),
                "events": Events(width),
                "embedding": Embedding(width, shape.layers),
            }
        )
        self.lessons = {"renamed": Renamed(self.head("events"))}

    def head(self, name: str) -> Any:
        """A head, or a lesson for one, by name; both are a :class:`training.heads.base.Head`."""
        return self.heads[name] if name in self.heads else self.lessons[name]

    def forward(self, batch: Inputs) -> Layers:
        """States of the encoder, of every layer."""
        states: Layers = self.encoder(batch.ids, batch.features, batch.mask)
        return states


def save(net: Net, path: Path) -> None:
    """Weights and shape in one file."""
    torch.save({"shape": asdict(net.shape), "state": net.state_dict()}, path)


def load(path: Path) -> Net:
    """The net that :func:`save` wrote."""
    held = torch.load(path, map_location="cpu", weights_only=True)
    shape = Shape(**held["shape"])
    net = Net(Encoder(shape), shape)
    net.load_state_dict(held["state"])
    return net
