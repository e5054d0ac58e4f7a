"""Labelled arcs from an anchor piece to every piece of its window.

A biaffine product (Dozat and Manning 2017) plus a learned score for the signed distance.  Used
from cues to sources and contents, and from predicates to their roles.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sayso.mark.labels import DISTANCES

DROP = 0.1


class Arcs(nn.Module):
    """Scores of ``labels`` from anchors to pieces.

    ``argument`` and ``anchor`` map (.., width) to (.., arc); ``bilinear`` makes of an anchor one
    vector and one constant a label.
    """

    def __init__(self, width: int, arc: int, labels: int) -> None:
        super().__init__()
        self.labels, self.arc = labels, arc
        self.argument = nn.Linear(width, arc)
        self.anchor = nn.Linear(width, arc)
        self.bilinear = nn.Linear(arc, labels * (arc + 1))
        self.distance = nn.Parameter(torch.zeros(labels, DISTANCES))

    def forward(self, x: Tensor, where: Tensor, buckets: Tensor) -> Tensor:
        """Scores (n, pieces, labels) of n anchors.

        x: (batch, pieces, width); where: (n, 2) batch row and piece; buckets: (n, pieces).
        """
        anchors = F.gelu(self.anchor(x[where[:, 0], where[:, 1]]))
        queries = self.bilinear(F.dropout(anchors, DROP, self.training))
        queries = queries.view(-1, self.labels, self.arc + 1)
        arguments = F.dropout(F.gelu(self.argument(x)), DROP, self.training)[where[:, 0]]
        scores = torch.einsum("nla,nta->ntl", queries[..., :-1], arguments)
        scores = scores + queries[:, None, :, -1]
        return scores.float() + self.distance.t()[buckets]
